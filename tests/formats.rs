//! What programs read of `tieout check` is what its schemas say: JSON, JSON Lines and SARIF, for every verdict.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

/// Figures of every verdict, with hedged and unbounded ones, and names that need escapes.
const FIGURES: &str = "entity,metric,period,measure,value,unit,growth,source
A,revenue,2013,level,2.2bn,USD,,\"report, \"\"one\"\"\"
A,revenue,2014,level,3.4bn,USD,55%,
B,revenue,2013,level,2.2bn,USD,,
B,revenue,2014,level,3.4bn,USD,54%,
C,users,2013,level,100,users,,
C,users,2014,level,110,users,15%,
\"D <\u{e9}\u{4ebf}> %0A::x\",revenue,2013,level,3.87bn,EUR,,a\\b
\"D <\u{e9}\u{4ebf}> %0A::x\",revenue,2014,level,4.31bn,EUR,12.4%,
E,revenue,2014,level,3.4bn,CNY,54%,
F,revenue,2013,level,more than 2bn,USD,,
F,revenue,2014,level,1.4bn,USD,5%,
G,revenue,2013,level,3.870bn,EUR,,
G,revenue,2014,level,4.310bn,EUR,11.2%,
H,net income,2014,level,20m,USD,,
H,revenue,2014,level,100m,USD,,
H,net margin,2014,level,30%,,,
I,equity value,2014,level,1.5bn,USD,,
I,revenue,2014,level,550m,USD,,
I,revenue,2014,level,3.4bn,CNY,,
";

fn checked(file: &Path, options: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_tieout")).arg("check").arg(file).args(options).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A folder with the figures in a file whose name is no plain path segment.
fn figures() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("fig ures #1%.csv");
    std::fs::write(&file, FIGURES).unwrap();
    (folder, file)
}

fn schema(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The schema of SARIF, without its pattern of languages: a bracket in it is one too many for a Unicode regular expression, as the
/// validator takes them to be. No log that is written here names a language.
fn sarif_schema() -> Value {
    let mut schema = schema("tests/schemas/sarif-2.1.0.json");
    for definition in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][definition]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern").unwrap();
    }
    schema
}

#[track_caller]
fn assert_valid(schema: &Value, instance: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?} in {instance:#}");
}

fn verdicts(findings: &[Value]) -> BTreeSet<&str> {
    findings.iter().map(|finding| finding["verdict"].as_str().unwrap()).collect()
}

const ALL: [&str; 5] = ["approximate", "exact", "inconsistent", "rounding", "unverifiable"];

#[test]
fn json_is_what_its_schema_says() {
    let (_folder, file) = figures();
    let object: Value = serde_json::from_str(&checked(&file, &["--format", "json"])).unwrap();
    let schema = schema("data/findings.schema.json");
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    assert_valid(&schema, &object);
    let findings = object["findings"].as_array().unwrap();
    assert_eq!(verdicts(findings), BTreeSet::from(ALL));
    let line = json!({ "$schema": schema["$schema"], "$ref": "#/$defs/finding", "$defs": schema["$defs"] });
    let lines = checked(&file, &["--format", "jsonl", "--digits", "28"]);
    assert_eq!(lines.lines().count(), findings.len());
    lines.lines().for_each(|text| assert_valid(&line, &serde_json::from_str(text).unwrap()));
}

#[test]
fn the_schema_of_json_is_strict() {
    let (_folder, file) = figures();
    let object: Value = serde_json::from_str(&checked(&file, &["--format", "json"])).unwrap();
    let validator = jsonschema::validator_for(&schema("data/findings.schema.json")).unwrap();
    let spoilt: [fn(&mut Value); 8] = [
        |object| object["more"] = json!(1),
        |object| object["version"] = json!(2),
        |object| object["summary"]["figures"] = json!("3"),
        |object| object["findings"][0]["verdict"] = json!("wrong"),
        |object| object["findings"][0]["expected"] = json!(54),
        |object| object["findings"][0]["expected"] = json!("5.4e1"),
        |object| object["findings"][0]["members"][0]["line"] = json!(0),
        |object| object["findings"][0]["members"][0]["repair_low"] = json!("1"),
    ];
    for (number, spoil) in spoilt.iter().enumerate() {
        let mut object = object.clone();
        spoil(&mut object);
        assert!(!validator.is_valid(&object), "{number}");
    }
}

#[test]
fn members_of_json_are_the_bytes_of_the_file() {
    let (_folder, file) = figures();
    let object: Value = serde_json::from_str(&checked(&file, &["--format", "json"])).unwrap();
    let mut texts = BTreeSet::new();
    for member in
        object["findings"].as_array().unwrap().iter().flat_map(|finding| finding["members"].as_array().unwrap())
    {
        let byte = |name: &str| member[name].as_u64().unwrap() as usize;
        assert_eq!(member["source"], file.display().to_string());
        let line = FIGURES.lines().nth(byte("line") - 1).unwrap();
        let text = &FIGURES[byte("start")..byte("end")];
        let in_line: String = line.chars().skip(byte("column") - 1).take(text.chars().count()).collect();
        assert_eq!(in_line, text, "{member}");
        texts.insert(text);
    }
    assert!(["12.4%", "3.870bn", "more than 2bn", "30%"].iter().all(|text| texts.contains(text)), "{texts:?}");
}

#[test]
fn sarif_is_what_its_schema_says() {
    let (_folder, file) = figures();
    let schema = sarif_schema();
    for (options, kinds) in [(&["--format", "sarif"][..], 1), (&["--format", "sarif", "--verbose"], 3)] {
        let log: Value = serde_json::from_str(&checked(&file, options)).unwrap();
        assert_valid(&schema, &log);
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let results = run["results"].as_array().unwrap();
        for result in results {
            assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
            let region = &result["locations"][0]["physicalLocation"]["region"];
            let number = |name: &str| region[name].as_u64().unwrap() as usize;
            let text = &FIGURES[number("byteOffset")..number("byteOffset") + number("byteLength")];
            assert_eq!(number("endColumn") - number("startColumn"), text.chars().count(), "{result}");
            let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
            assert!(uri.starts_with("file://") && uri.ends_with("fig%20ures%20%231%25.csv"), "{uri}");
        }
        let found: BTreeSet<&str> = results.iter().map(|result| result["kind"].as_str().unwrap()).collect();
        assert_eq!(found.len(), kinds, "{found:?}");
    }
}

#[test]
fn a_sarif_log_without_results_is_valid() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("empty.csv");
    std::fs::write(&file, "entity,metric,period,value\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tieout"));
    let output = command.args(["check", "--format", "sarif"]).arg(&file).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_valid(&sarif_schema(), &serde_json::from_slice(&output.stdout).unwrap());
}
