"""A (layer, filter) in, a map, a chart, a card or a sentence out. Pure functions; knows the layer, not the screen."""
