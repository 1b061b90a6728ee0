"""Pictures for briefings: the map of a view as PNG, SVG or PDF, drawn without a browser and without the network."""
