"""Rules of real places, one TOML file each, with the public source of what they say; data only."""
