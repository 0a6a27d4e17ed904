//! Small packages of metadata, named as those of the registry, and a stand-in for the registry's client.

use std::fs;
use std::io;
use std::path::Path;

use serde_json::{Value, json};

use crate::zip::{Entry, zip};

/// The package of the site for China.
pub const CHINA: &str = "tccli-3.1.189.1-py2.py3-none-any.whl";
/// The package of the international site.
pub const INTERNATIONAL: &str = "tccli_intl_en-3.1.193.1-py2.py3-none-any.whl";

const DEMO: &str = include_str!("../golden/published/schemas/demo/api.json");

/// Returns the metadata of a service with three actions.
pub fn metadata(name: &str, title: &str) -> String {
    let mut document: Value = serde_json::from_str(DEMO).expect("JSON");
    document["metadata"]["serviceShortName"] = name.into();
    document["metadata"]["serviceNameCN"] = title.into();
    document.to_string()
}

/// Returns a small part of a real service.
fn cvm() -> String {
    let member = |name: &str, kind: &str, of: &str| json!({ "name": name, "type": kind, "member": of, "document": "", "output_required": true });
    let id = member("RequestId", "string", "string");
    json!({
        "metadata": { "apiVersion": "2017-03-12", "serviceShortName": "cvm", "serviceNameCN": "云服务器" },
        "actions": { "DescribeRegions": {
            "document": "查询地域。", "name": "查询地域", "input": "DescribeRegionsRequest", "output": "DescribeRegionsResponse",
        } },
        "objects": {
            "DescribeRegionsRequest": { "document": "", "members": [] },
            "DescribeRegionsResponse": {
                "document": "", "members": [member("TotalCount", "int", "uint64"), member("RegionSet", "list", "RegionInfo"), id],
            },
            "RegionInfo": { "document": "地域。", "members": [member("Region", "string", "string")] },
        },
    })
    .to_string()
}

/// Returns a package with these services: the path of their folder, and their metadata.
pub fn package(services: &[(&str, String)]) -> Vec<u8> {
    let path = |folder: &str| format!("tccli/services/{folder}/api.json");
    let entries = services.iter().map(|(folder, text)| Entry::file(&path(folder), text));
    zip(&entries.chain([Entry::file("tccli/__init__.py", "")]).collect::<Vec<_>>())
}

/// Writes a package for each site to a folder.
///
/// # Errors
///
/// Fails if a file cannot be written.
pub fn write(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let china = [
        ("cvm/v20170312", cvm()),
        ("demo/v20240101", DEMO.to_owned()),
        ("lake/v20240101", metadata("lake", "数据湖\u{1b}[31m")),
    ];
    let international = [("cvm/v20170312", cvm()), ("mdl/v20240101", metadata("mdl", "媒体直播"))];
    fs::write(folder.join(CHINA), package(&china))?;
    fs::write(folder.join(INTERNATIONAL), package(&international))
}

/// Returns a shell script that saves the package it is asked for from a folder, as pip does. It appends its arguments to
/// the file `log` there.
pub fn pip(packages: &Path) -> String {
    let packages = packages.display();
    format!(
        r#"#!/bin/sh
while [ $# -gt 1 ]; do [ "$1" = --dest ] && dest=$2; arguments="$arguments $1"; shift; done
echo "Collecting $1"
echo "$arguments $1" >> '{packages}/log'
case $1 in
  tccli|tccli==3.1.189.1) file={CHINA};;
  tccli-intl-en) file={INTERNATIONAL};;
  *) echo "ERROR: No matching distribution found for $1" >&2; exit 1;;
esac
/bin/cp "{packages}/$file" "$dest"
"#
    )
}
