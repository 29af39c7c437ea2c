"""Every sentence that the Discord side says, to members and to moderators, ready for other languages."""
