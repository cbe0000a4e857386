//! The page below a path, behind nginx set up as the recipe says: links and forms lead below the path, and no token stands
//! in nginx's log.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A token of the right shape that no office made.
const TOKEN: &str = "dmaaaaasm73zj4m5wrqc7tl5ducldutuziyq";
const RECIPE: &str = include_str!("../../docs/recipes/nginx.conf");

struct Proxied {
    folder: tempfile::TempDir,
    daemon: Child,
    port: u16,
}

impl Proxied {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let socket = folder.path().join("web.sock");
        let config = format!(
            "[office]\nfallback = \"head\"\n[contacts.head]\nemail = \"head@example.vn\"\nname = \"Trưởng phòng\"\n\
             [roles]\nhead = [\"head\"]\n[web]\nlisten = \"unix:{}\"\naddress = \"http://127.0.0.1:{port}/theo-doi\"\n",
            socket.display()
        );
        fs::write(folder.path().join("config.toml"), config).unwrap();
        let program = |folder: &tempfile::TempDir| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_pactwatch"));
            command.current_dir(folder.path()).env_remove("PACTWATCH_NOW").env_remove("PACTWATCH_CONFIG");
            command
        };
        let register = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/register.toml");
        assert!(program(&folder).args(["import", register]).output().unwrap().status.success());
        let mut run = program(&folder);
        let mut daemon = run.arg("run").env("RUST_LOG", "info").stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(daemon.stderr.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap().contains("page is served")), "the page is served");
        std::thread::spawn(move || lines.for_each(drop));
        let proxied = Self { folder, daemon, port };
        proxied.nginx(&[]);
        proxied
    }

    /// Runs nginx with the recipe, moved below a path and to a free port.
    fn nginx(&self, more: &[&str]) {
        let folder = self.folder.path().display();
        let kept: Vec<&str> = RECIPE.lines().filter(|line| !line.trim_start().starts_with("ssl_")).collect();
        let server = (kept.join("\n") + "\n")
            .replace("listen 443 ssl;", &format!("listen 127.0.0.1:{};", self.port))
            .replace("/run/pactwatch/web.sock", &format!("{folder}/web.sock"))
            .replace("location / {", "location /theo-doi/ {")
            .replace("^/(r|lich)/", "^/theo-doi/(r|lich)/");
        let temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
        let temp: Vec<String> = temp.iter().map(|name| format!("{name}_temp_path {folder}/{name};\n")).collect();
        let temp = temp.concat();
        // Whoever runs the test, its workers read the socket of the same folder.
        let user = if fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0) {
            "user root;\n"
        } else {
            ""
        };
        let whole = format!(
            "{user}pid {folder}/nginx.pid;\nerror_log {folder}/error.log info;\nevents {{}}\nhttp {{\n{temp}\
             access_log {folder}/access.log;\n{server}}}\n"
        );
        let file = self.folder.path().join("nginx.conf");
        fs::write(&file, whole).unwrap();
        let output = Command::new("nginx").arg("-c").arg(&file).args(more).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\nReferer: http://127.0.0.1:{}/\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.port,
            self.port,
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Proxied {
    fn drop(&mut self) {
        let file = self.folder.path().join("nginx.conf");
        let _ = Command::new("nginx").arg("-c").arg(&file).args(["-s", "stop"]).output();
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

#[test]
fn below_a_path_behind_nginx_no_token_is_logged() {
    if Command::new("nginx").arg("-v").output().is_err() {
        eprintln!("not tried: there is no nginx on this machine");
        return;
    }
    let page = Proxied::start();
    let link = format!("/theo-doi/r/{TOKEN}");
    for (method, body) in [("GET", ""), ("POST", "press=preview&what=hold-review"), ("HEAD", "")] {
        let answer = page.ask(method, &link, body);
        assert!(answer.starts_with("HTTP/1.1 404"), "{method}: {answer}");
        assert!(answer.contains("referrer-policy: strict-origin"), "{method}: {answer}");
    }
    let opened = page.ask("GET", &link, "");
    assert!(opened.contains("Liên kết này không đúng") && opened.contains("href=\"/theo-doi/assets/"), "{opened}");
    let home = page.ask("GET", "/theo-doi/", "");
    assert!(home.contains("location: /theo-doi/dang-nhap"), "{home}");
    assert!(page.ask("GET", "/r/x", "").starts_with("HTTP/1.1 404"), "beside the path nothing is served");
    let style = opened.split("href=\"").find(|part| part.contains("page.css")).unwrap().split('"').next().unwrap();
    assert!(page.ask("GET", style, "").starts_with("HTTP/1.1 200"), "{style}");
    let log = fs::read_to_string(page.folder.path().join("access.log")).unwrap();
    let errors = fs::read_to_string(page.folder.path().join("error.log")).unwrap_or_default();
    assert!(log.contains("page.css"), "the log is written: {log}");
    assert!(!log.contains(TOKEN) && !errors.contains(TOKEN), "{log}{errors}");
}
