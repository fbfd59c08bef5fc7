//! The README's examples, the help and whole commands: what they print is what stands beside them.

#[test]
fn commands() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("README.md").case("tests/cmd/*.trycmd");
}
