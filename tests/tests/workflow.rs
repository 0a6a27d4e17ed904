//! The workflow that comments on pull requests.

use std::path::Path;

#[test]
fn actions_are_pinned_and_code_of_pull_requests_has_no_write_access() {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.github/workflows/schema-diff.yml"));
    let workflow = std::fs::read_to_string(path).expect("a workflow");
    let actions: Vec<_> =
        workflow.lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: ")).collect();
    let is_pinned = |action: &&str| {
        let (_, version) = action.split_once('@').expect("a version");
        version.bytes().take_while(u8::is_ascii_hexdigit).count() == 40
    };
    assert!(actions.len() == 3 && actions.iter().all(is_pinned), "{actions:?}");
    let (compare, comment) = workflow.split_once("\n  comment:\n").expect("two jobs");
    assert!(!compare.contains(": write") && comment.contains("pull-requests: write"));
    assert!(!comment.contains("cargo ") && !comment.contains("checkout") && !workflow.contains("pull_request_target"));
}
