//! Checks the wire verdicts: calls a mock server of the new schemas with the old client.

use std::collections::BTreeMap;

use codegen_diff::rule::Verdict;
use codegen_diff::rules;
use codegen_model::{Model, Service};
use mock::{Options, Server};
use tencentcloud_runtime::Credentials;

use super::project::{Project, service_of};
use super::{SECTIONS, project};

/// Runs a mock server of one side for each service, and calls it with the old client.
fn outcomes(project: &Project, side: &str) -> BTreeMap<String, String> {
    let model = Project::model(side);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let mut servers = Vec::new();
        let mut arguments = Vec::new();
        for (module, (id, _)) in &project.modules {
            // The module or the service may be renamed, so either name selects it.
            let wanted = service_of(id);
            let of_rule = |service: &&Service| service.module == wanted || service.name == wanted;
            let services = model.services.iter().filter(of_rule);
            let model = Model { services: services.cloned().collect(), ..model.clone() };
            let keys = [Credentials::new("AKIDEXAMPLE", "key")];
            let server = Server::start(model, keys, Options::default()).await.expect("a free port");
            arguments.push(format!("{module}={}", server.addr()));
            servers.push(server);
        }
        // The servers run on other threads.
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        let output = project.cargo(&[&["run", "--quiet", "-p", "old", "--"], &arguments[..]].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let lines = text.lines().filter_map(|line| line.split_once('\t'));
        lines.map(|(module, outcome)| (module.into(), outcome.into())).collect()
    })
}

#[test]
fn calls_succeed_or_fail_as_the_rules_say() {
    let project = project();
    project.main("old", &Default::default());
    let before = outcomes(&project, "before");
    let broken: Vec<_> = before.iter().filter(|(_, outcome)| *outcome != "works").collect();
    assert!(broken.is_empty(), "witnesses that do not work with the old schemas: {broken:#?}");
    let after = outcomes(&project, "after");
    let mut wrong = Vec::new();
    for (module, (id, index)) in &project.modules {
        let verdict = rules::find(id).expect("a rule").verdicts.wire;
        let outcome = after.get(module).map_or("not called", String::as_str);
        let works = outcome == "works";
        let fits = match verdict {
            Verdict::Breaks => !works,
            Verdict::Fine => works,
            Verdict::MayBreak => true,
        };
        match (fits, &SECTIONS[id][*index].unseen) {
            (false, None) => {
                wrong.push(format!("{id}: the rule says that the wire {verdict}, but the outcome is: {outcome}"))
            }
            (true, Some(why)) if verdict != Verdict::MayBreak => {
                wrong.push(format!("{id}: the mock server shows the verdict, but the section is marked unseen: {why}"))
            }
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
