-- What of a product has yet to leave, without a look at each of its lines.
CREATE INDEX order_line_to_ship ON order_line (product, parent, state, quantity, cancelled, shipped)
    WHERE state IN ('confirmed', 'preparing', 'held');
