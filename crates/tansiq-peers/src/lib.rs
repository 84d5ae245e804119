//! Speaking to others: a DSS, and the nodes of other parties (F3548-21 as a client).
