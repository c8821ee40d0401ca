"""The ways out: one wire format a file. Providers never retry and never fail over; that is the router's."""
