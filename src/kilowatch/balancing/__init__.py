"""Takes every reading off the stream and deals it to a monitoring replica."""
