"""``make deploy-test``: the platform in containers, built and run for real, driven by port 80."""
