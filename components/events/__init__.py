"""What an event is: tables and their validation, EDTF dates, status, Story, Selection. No input or output."""
