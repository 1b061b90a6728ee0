"""Pictures of the dashboard, drawn without a browser."""
