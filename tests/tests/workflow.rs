//! The workflows with write access: those that comment on pull requests and that propose updates.

use std::path::Path;

/// Reads a workflow, whose actions must be pinned. Returns how many there are as well.
fn pinned(name: &str) -> (String, usize) {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.github/workflows")).join(name);
    let workflow = std::fs::read_to_string(path).expect("a workflow");
    let actions: Vec<&str> =
        workflow.lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: ")).collect();
    // An action of the repository itself has the commit of the repository.
    let actions: Vec<_> = actions.into_iter().filter(|action: &&str| !action.starts_with("./")).collect();
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
    assert_eq!(actions, 4);
    let (compare, comment) = workflow.split_once("\n  comment:\n").expect("jobs");
    assert!(!compare.contains(": write") && comment.contains("pull-requests: write"));
    assert!(!comment.contains("cargo ") && !comment.contains("checkout") && !workflow.contains("pull_request_target"));
    assert!(!comment.contains("uses: ./"));
}

/// A check that is required must end in every pull request: without a filter of paths, and whatever the other jobs do.
#[test]
fn the_required_check_always_ends() {
    let (workflow, _) = pinned("schema-diff.yml");
    let (triggers, jobs) = workflow.split_once("\njobs:\n").expect("jobs");
    let (pull_request, _) = triggers.split_once("workflow_call:").expect("it can be called");
    assert!(!pull_request.contains("paths:"));
    let check = jobs.split_once("\n  schema-diff:\n").expect("the check").1;
    assert!(check.trim_start().starts_with("needs: compare\n    if: always()"), "{check}");
    assert!(workflow.contains("fetch-depth: 2"), "the first parent of the merge commit");
}

#[test]
fn the_action_builds_with_the_lock_file_and_declares_its_inputs() {
    let action = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../action.yml")).expect("an action");
    assert!(action.contains("cargo +stable build --locked"));
    for input in ["schemas", "fail-on", "base", "out", "fail"] {
        assert!(action.contains(&format!("\n  {input}:\n")) && action.contains(&format!("inputs.{input} ")), "{input}");
    }
    // A value of a caller is data, never part of a script.
    let scripts = action.split("run: ").skip(1).map(|script| script.split("\n    - ").next().unwrap_or_default());
    assert!(scripts.into_iter().all(|script| !script.contains("${{")));
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
