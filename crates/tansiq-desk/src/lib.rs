//! A party's desk at work: planning against a DSS and its peers, telling them, and being told.
