//! Behaviour of the analysis as a whole, on models built by hand.
