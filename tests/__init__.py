"""The tests of Orsak: they mirror kb/, one folder an app; tests/policy holds what is true of all of it."""
