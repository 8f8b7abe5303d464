"""The AI: called with tools, checked sentence by sentence, and replaced if it fails."""
