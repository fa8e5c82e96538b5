"""The report as a Word document in the shape of GB/T 9704, written from the content model."""
