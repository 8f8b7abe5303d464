"""Early warnings: hours near their limit, at a share that the owner chose."""
