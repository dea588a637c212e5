"""What makes and measures the trained part of the detector; nothing here runs in the service."""
