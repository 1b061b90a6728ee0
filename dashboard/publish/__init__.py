"""What is served or written beside the app: front-end files, the layer for the browser, the basemap."""
