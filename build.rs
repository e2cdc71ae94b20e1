//! How the program is linked.
use std::env::var;

/// Where it is loaded is decided here, not at each start: moved to wherever there is room, it would have to mend some
/// eighty thousand addresses in its tables of words, actions and fields before its first line, and keep all of them in
/// memory.
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let target = |part: &str| var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
