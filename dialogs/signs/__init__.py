"""Warning signs in free Japanese: `Detector.detect` finds them and quotes the evidence."""
