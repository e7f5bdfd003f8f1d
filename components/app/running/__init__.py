"""What whoever runs the dashboard needs of it: health, metrics, logs, and a stop that loses nothing."""
