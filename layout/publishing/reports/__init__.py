"""What a build tells of itself: report.json, manifest.json and the reports of the preflight."""
