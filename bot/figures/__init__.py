"""What the service did, as numbers: counted without a person, added up over a period, drawn as a picture."""
