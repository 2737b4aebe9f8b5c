"""The entrance of the course: a drawing that lives, and the lessons as a chain of pictures in four parts."""
