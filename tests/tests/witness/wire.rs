//! The wire verdicts: the client of before against the cloud of after.

use std::collections::BTreeMap;

use codegen_diff::rule::Verdict;
use codegen_diff::rules;
use codegen_model::{Model, Service};
use mock::{Options, Server};
use tencentcloud_runtime::Credentials;

use super::project::{Project, service_of};
use super::{SECTIONS, project};

/// Plays the cloud of one side, a server a service, and lets the client of before call each.
fn outcomes(project: &Project, side: &str) -> BTreeMap<String, String> {
    let model = Project::model(side);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let mut servers = Vec::new();
        let mut arguments = Vec::new();
        for (module, (id, _)) in &project.modules {
            // A module can have another name, and the service it is for the old one.
            let wanted = service_of(id);
            let of_rule = |service: &&Service| service.module == wanted || service.name == wanted;
            let services = model.services.iter().filter(of_rule);
            let model = Model { services: services.cloned().collect(), ..model.clone() };
            let keys = [Credentials::new("AKIDEXAMPLE", "key")];
            let server = Server::start(model, keys, Options::default()).await.expect("a free port");
            arguments.push(format!("{module}={}", server.addr()));
            servers.push(server);
        }
        // The servers have threads of their own.
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        let output = project.cargo(&[&["run", "--quiet", "-p", "old", "--"], &arguments[..]].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.lines().filter_map(|line| line.split_once('\t')).map(|(module, how)| (module.into(), how.into())).collect()
    })
}

#[test]
fn calls_fail_where_the_rules_say_so() {
    let project = project();
    project.main("old", &Default::default());
    let before = outcomes(&project, "before");
    let broken: Vec<_> = before.iter().filter(|(_, how)| *how != "works").collect();
    assert!(broken.is_empty(), "witnesses that do not work with the cloud that they were written for: {broken:#?}");
    let after = outcomes(&project, "after");
    let mut wrong = Vec::new();
    for (module, (id, index)) in &project.modules {
        let verdict = rules::find(id).expect("a rule").verdicts.wire;
        let how = after.get(module).map_or("not called", String::as_str);
        let works = how == "works";
        let fits = match verdict {
            Verdict::Breaks => !works,
            Verdict::Fine => works,
            Verdict::May => true,
        };
        match (fits, &SECTIONS[id][*index].unseen) {
            (false, None) => wrong.push(format!("{id}: the rule says that the wire {verdict}; {how}")),
            (true, Some(why)) if verdict != Verdict::May => {
                wrong.push(format!("{id}: it can be seen after all: {why}"))
            }
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
