"""What a published report is held to beside its own figures: the rules of the trade, the wording, the coverage."""
