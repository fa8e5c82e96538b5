"""What a published report says in words, held against its own figures."""
