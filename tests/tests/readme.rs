//! What the README says of the project is so.

use std::path::Path;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// What stands between a mark and the end of the block behind it.
fn block<'t>(text: &'t str, mark: &str) -> &'t str {
    let (_, after) = text.split_once(mark).expect("the mark");
    let (_, after) = after.split_once("```text\n").expect("a block");
    after.split_once("\n```").expect("the end of the block").0
}

#[test]
fn the_comparison_is_what_the_tool_says() {
    let text = |path: &str| std::fs::read_to_string(root().join(path)).expect("a text");
    let (readme, shown) = (text("README.md"), text("tests/diff/expected/text.txt"));
    let (findings, verdict) = block(&readme, "<!-- diff -->").rsplit_once("\n\n").expect("findings and a verdict");
    assert!(shown.starts_with(findings) && shown.ends_with(&format!("{verdict}\n")), "it should be of:\n{shown}");
}

#[test]
fn the_table_of_operations_is_that_of_coverage() {
    let loaded = codegen_model::load(&root().join("schemas"), &[]);
    let coverage = codegen_model::views::coverage::of(&loaded.model.expect("the schemas have no errors"));
    let table = codegen_model::views::coverage::markdown(&coverage);
    let readme = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    assert!(readme.contains(&table), "the README's table is not up to date; it should be:\n{table}");
}

#[test]
fn the_workflow_that_comments_runs_fixed_actions_and_gives_code_no_write_access() {
    let workflow = std::fs::read_to_string(root().join(".github/workflows/schema-diff.yml")).expect("a workflow");
    let actions: Vec<_> =
        workflow.lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: ")).collect();
    let is_fixed = |action: &&str| {
        let (_, version) = action.split_once('@').expect("a version");
        version.bytes().take_while(u8::is_ascii_hexdigit).count() == 40
    };
    assert!(actions.len() == 3 && actions.iter().all(is_fixed), "{actions:?}");
    let (compare, comment) = workflow.split_once("\n  comment:\n").expect("two jobs");
    assert!(!compare.contains(": write") && comment.contains("pull-requests: write"));
    assert!(!comment.contains("cargo ") && !comment.contains("checkout") && !workflow.contains("pull_request_target"));
}
