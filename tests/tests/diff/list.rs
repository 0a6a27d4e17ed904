//! The published list of rules.

use codegen_diff::explain;
use tests::snapshot;

use crate::support::root;

#[test]
fn the_published_list_is_up_to_date() {
    let text = format!(
        "# The rules of the schema diff\n\n\
         What each change of a schema breaks. Wire: clients of the old crate. Source: code that compiles with the old\n\
         crate. Behaviour: the effect of code that compiles and of requests that are accepted. The first rule that\n\
         matches a change judges it. `cargo xtask explain RULE` explains a rule.\n\n{}",
        explain::list()
    );
    snapshot::check_file(&root(), "docs/reference/rules.md", text).unwrap_or_else(|difference| panic!("{difference}"));
}
