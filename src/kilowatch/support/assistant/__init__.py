"""The AI: asked with tools, checked sentence by sentence, and done without where it fails."""
