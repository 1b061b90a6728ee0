"""Pictures for briefings: maps, charts and pages as PNG, SVG or PDF, drawn without a browser and without the network."""
