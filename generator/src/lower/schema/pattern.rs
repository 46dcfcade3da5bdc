//! `pattern`: ECMA-262 regular expressions (JSON Schema 2020-12 core §6.4). One that cannot be compiled is reported here
//! and not checked later.

use crate::lower::Lowering;
use crate::pointer::Pointer;
use crate::report::Code;

impl Lowering<'_> {
    /// The pattern, if it is one.
    pub(in crate::lower) fn pattern(&mut self, pattern: Option<String>, pointer: &Pointer) -> Option<String> {
        let pattern = pattern?;
        let Err(error) = compile(&pattern) else {
            return Some(pattern);
        };
        let message = format!("`{pattern}` is no regular expression of ECMA-262, and is not checked: {error}");
        let help = "other dialects' constructs, such as `(?i)`, `\\A` and possessive quantifiers, are not part of it";
        self.report_with_help(Code::Ignored, pointer, message, help);
        None
    }
}

/// Patterns are meant for the flag `u`; many that are written do not stand it.
fn compile(pattern: &str) -> Result<regress::Regex, regress::Error> {
    let with_flag = regress::Regex::with_flags(pattern, "u");
    with_flag.or_else(|_| regress::Regex::new(pattern))
}

/// Whether a pattern is found in a text.
pub(in crate::lower) fn finds(pattern: &str, text: &str) -> bool {
    compile(pattern).is_ok_and(|regex| regex.find(text).is_some())
}
