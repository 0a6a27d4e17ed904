//! The workflows with write access: those that comment on pull requests and that propose updates.

use std::path::Path;

/// Reads a workflow, whose actions must be pinned. Returns how many there are as well.
fn pinned(name: &str) -> (String, usize) {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.github/workflows")).join(name);
    let workflow = std::fs::read_to_string(path).expect("a workflow");
    let actions: Vec<_> =
        workflow.lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: ")).collect();
    let is_pinned = |action: &&str| {
        let (_, version) = action.split_once('@').expect("a version");
        version.bytes().take_while(u8::is_ascii_hexdigit).count() == 40
    };
    assert!(actions.iter().all(is_pinned), "{actions:?}");
    let count = actions.len();
    (workflow, count)
}

#[test]
fn code_of_pull_requests_has_no_write_access() {
    let (workflow, actions) = pinned("schema-diff.yml");
    assert_eq!(actions, 3);
    let (compare, comment) = workflow.split_once("\n  comment:\n").expect("two jobs");
    assert!(!compare.contains(": write") && comment.contains("pull-requests: write"));
    assert!(!comment.contains("cargo ") && !comment.contains("checkout") && !workflow.contains("pull_request_target"));
}

#[test]
fn what_reads_published_metadata_has_no_write_access() {
    let (workflow, actions) = pinned("upstream.yml");
    assert_eq!(actions, 4);
    let (update, propose) = workflow.split_once("\n  propose:\n").expect("two jobs");
    assert!(!update.contains(": write") && propose.contains("pull-requests: write"));
    assert!(update.contains("update --check") && update.contains("--report") && !propose.contains("cargo "));
    assert!(propose.contains("gh pr edit") && propose.contains("gh pr create"), "one pull request, opened or updated");
    assert!(propose.contains("--body-file \"$UPDATE/report.md\""));
}
