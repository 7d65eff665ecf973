"""The words of the desk: values and pure functions, standard library only."""
