"""The rows of a recognised sheet as raw text: what is no record is left out, words become ours."""
