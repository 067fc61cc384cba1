"""The command line does what it says, tested through ``main()`` on real files."""
