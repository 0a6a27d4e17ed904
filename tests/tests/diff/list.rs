//! The list of the rules, as people find it in the project.

use codegen_diff::explain;
use tests::snapshot;

use crate::support::root;

#[test]
fn the_list_of_the_rules_is_up_to_date() {
    let text = format!(
        "# The rules of the schema diff\n\n\
         What each change of a schema breaks: on the wire, for clients of the old crate; in the source, for code that\n\
         compiles against it; in behaviour, for what compiles and is taken. `cargo xtask explain RULE` explains one.\n\n{}",
        explain::list()
    );
    snapshot::check_file(&root(), "docs/reference/rules.md", text).unwrap_or_else(|difference| panic!("{difference}"));
}
