"""How a method of moto is replaced."""


def fix(owner, name):
    """Replaces a method by the decorated function, which is given the original first."""
    original = getattr(owner, name)

    def decorate(function):
        setattr(owner, name, lambda *args, **named: function(original, *args, **named))

    return decorate
