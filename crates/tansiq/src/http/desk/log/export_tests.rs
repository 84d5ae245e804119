//! Cells of the table.

use super::*;

#[test]
fn a_cell_never_begins_a_formula_and_never_breaks_its_row() {
    let cases = [
        ("survey", "survey"),
        ("", ""),
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-1", "'-1"),
        ("@A1", "'@A1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "\"'\r=1\""),
        ("\n=1", "\"'\n=1\""),
        ("＝1", "'＝1"),
        ("a,b", "\"a,b\""),
        ("a\"b", "\"a\"\"b\""),
        ("=\"a\",1", "\"'=\"\"a\"\",1\""),
        ("مسح", "مسح"),
        ("1=2", "1=2"),
    ];
    for (text, expected) in cases {
        assert_eq!(cell(text), expected, "{text:?}");
    }
}
