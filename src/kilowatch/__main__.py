"""``python -m kilowatch``."""

from kilowatch.cli import main

if __name__ == "__main__":
    main()
