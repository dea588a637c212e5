"""Values that the person stated: amount, dates, vendor, contact, device and the rest."""
