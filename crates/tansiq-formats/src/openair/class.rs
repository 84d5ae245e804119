//! Classes and types of OpenAir, and what they ask of an unmanned flight: on the strict side where they differ by country.

use crate::AreaKind::{self, Advisory, Conditional, Prohibited, RequiresAuthorisation};

/// What each word of `AC` and `AY` asks. What is not here says nothing.
///
/// Controlled airspace and whatever is reserved needs leave; class E is controlled for instrument flights only, F advisory;
/// danger areas are closed while active, which is not told here, so they need leave too.
const KINDS: [(&str, AreaKind); 46] = [
    ("P", Prohibited),
    ("GP", Prohibited),
    ("R", RequiresAuthorisation),
    ("Q", RequiresAuthorisation),
    ("A", RequiresAuthorisation),
    ("B", RequiresAuthorisation),
    ("C", RequiresAuthorisation),
    ("D", RequiresAuthorisation),
    ("CTR", RequiresAuthorisation),
    ("CTA", RequiresAuthorisation),
    ("TMA", RequiresAuthorisation),
    ("ATZ", RequiresAuthorisation),
    ("MATZ", RequiresAuthorisation),
    ("MCTR", RequiresAuthorisation),
    ("HTZ", RequiresAuthorisation),
    ("AWY", RequiresAuthorisation),
    ("ADIZ", RequiresAuthorisation),
    ("MTA", RequiresAuthorisation),
    ("MTR", RequiresAuthorisation),
    ("N", RequiresAuthorisation),
    ("OFR", RequiresAuthorisation),
    ("TFR", RequiresAuthorisation),
    ("TRA", RequiresAuthorisation),
    ("TRAFR", RequiresAuthorisation),
    ("TSA", RequiresAuthorisation),
    ("LTA", RequiresAuthorisation),
    ("UTA", RequiresAuthorisation),
    ("E", Conditional),
    ("F", Conditional),
    ("W", Conditional),
    ("TMZ", Conditional),
    ("RMZ", Conditional),
    ("TIA", Conditional),
    ("TIZ", Conditional),
    ("ALERT", Conditional),
    ("WARNING", Conditional),
    ("ASRA", Conditional),
    ("GSEC", Conditional),
    ("G", Advisory),
    ("TRZ", Advisory),
    ("FIR", Advisory),
    ("UIR", Advisory),
    ("FIS", Advisory),
    ("ACCSEC", Advisory),
    ("VFRR", Advisory),
    ("VFRSEC", Advisory),
];

/// The stricter of what class and type ask; nothing if neither is known.
pub(super) fn kind(class: Option<&str>, kind: Option<&str>) -> Option<AreaKind> {
    let of = |word: &str| KINDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, kind)| *kind);
    // `AreaKind` is ordered with the strictest first.
    [class, kind].into_iter().flatten().filter_map(of).min()
}
