//! The page behind nginx, below a path, and behind Caddy, each set up as its recipe says: links and forms lead where they
//! should, and no token stands in the proxy's logs, not even while the page does not answer.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A token of the right shape that no office made.
const TOKEN: &str = "dmaaaaasm73zj4m5wrqc7tl5ducldutuziyq";
const RECIPE: &str = include_str!("../../docs/recipes/nginx.conf");
const CADDY: &str = include_str!("../../docs/recipes/Caddyfile");

struct Proxied {
    folder: tempfile::TempDir,
    daemon: Child,
    port: u16,
    front: Front,
}

/// What asks the page for who has no browser: which proxy, and what was started beside it.
enum Front {
    Nginx,
    Caddy(Child),
}

fn free() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Proxied {
    /// The daemon with its page, listening there and known by that address; nothing stands before it yet.
    fn daemon(folder: tempfile::TempDir, port: u16, listen: &str, path: &str) -> Self {
        let config = format!(
            "[office]\nfallback = \"head\"\n[contacts.head]\nemail = \"head@example.vn\"\nname = \"Trưởng phòng\"\n\
             [roles]\nhead = [\"head\"]\n[web]\nlisten = \"{listen}\"\naddress = \"http://127.0.0.1:{port}{path}\"\n\
             proxy = [\"127.0.0.1\"]\n",
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
        Self { folder, daemon, port, front: Front::Nginx }
    }

    fn behind_nginx() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listen = format!("unix:{}", folder.path().join("web.sock").display());
        let proxied = Self::daemon(folder, free(), &listen, "/theo-doi");
        proxied.nginx(&[]);
        proxied
    }

    /// Runs Caddy with the recipe, moved to free ports and without TLS.
    fn behind_caddy() -> Self {
        let (folder, inner) = (tempfile::tempdir().unwrap(), free());
        let mut proxied = Self::daemon(folder, free(), &format!("127.0.0.1:{inner}"), "");
        let folder = proxied.folder.path();
        let log = format!("\tlog {{\n\t\toutput file {}/access.log\n\t}}\n", folder.display());
        let recipe = CADDY
            .replace("thoathuan.example.vn {\n\tlog\n", &format!("http://127.0.0.1:{} {{\n{log}", proxied.port))
            .replace("127.0.0.1:8480\n}", &format!("127.0.0.1:{inner}\n}}"))
            .replacen("{\n", "{\n\tadmin off\n", 1);
        fs::write(folder.join("Caddyfile"), recipe).unwrap();
        let mut command = Command::new("caddy");
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(folder.join("Caddyfile"));
        command.env("HOME", folder).env("XDG_DATA_HOME", folder).env("XDG_CONFIG_HOME", folder);
        let mut caddy = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(caddy.stderr.take().unwrap()).lines().map_while(Result::ok);
        let mut said = Vec::new();
        let serves = lines.by_ref().any(|line| {
            said.push(line);
            said.last().is_some_and(|line| line.contains("serving initial configuration"))
        });
        assert!(serves, "{said:#?}");
        let mut errors = fs::File::create(folder.join("error.log")).unwrap();
        std::thread::spawn(move || lines.for_each(|line| writeln!(errors, "{line}").unwrap()));
        proxied.front = Front::Caddy(caddy);
        proxied
    }

    /// What the proxy wrote down, of requests and of what went wrong.
    fn logs(&self) -> String {
        let read = |name: &str| fs::read_to_string(self.folder.path().join(name)).unwrap_or_default();
        format!("{}{}", read("access.log"), read("error.log"))
    }

    /// Ends the page; the proxy stays.
    fn page_ends(&mut self) {
        self.daemon.kill().unwrap();
        self.daemon.wait().unwrap();
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
        match &mut self.front {
            Front::Nginx => drop(Command::new("nginx").arg("-c").arg(&file).args(["-s", "stop"]).output()),
            Front::Caddy(caddy) => drop((caddy.kill(), caddy.wait())),
        }
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
    let mut page = Proxied::behind_nginx();
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
    // A list of two megabytes comes through; who is not logged in is sent to the login.
    let list = page.ask("POST", "/theo-doi/nhap-danh-sach", &"x".repeat(2_000_000));
    assert!(!list.starts_with("HTTP/1.1 413"), "{list}");
    page.page_ends();
    assert!(page.ask("GET", &link, "").starts_with("HTTP/1.1 502"));
    let logs = page.logs();
    assert!(logs.contains("page.css"), "the log is written: {logs}");
    assert!(!logs.contains(TOKEN), "{logs}");
}

#[test]
fn behind_caddy_no_token_is_logged() {
    if Command::new("caddy").arg("version").output().is_err() {
        eprintln!("not tried: there is no caddy on this machine");
        return;
    }
    let mut page = Proxied::behind_caddy();
    let link = format!("/r/{TOKEN}");
    let opened = page.ask("GET", &link, "");
    assert!(opened.starts_with("HTTP/1.1 404") && opened.contains("Liên kết này không đúng"), "{opened}");
    assert!(opened.to_lowercase().contains("referrer-policy: strict-origin"), "{opened}");
    let home = page.ask("GET", "/", "").to_lowercase();
    assert!(home.contains("location: /dang-nhap"), "{home}");
    let style = opened.split("href=\"").find(|part| part.contains("page.css")).unwrap().split('"').next().unwrap();
    assert!(page.ask("GET", style, "").starts_with("HTTP/1.1 200"), "{style}");
    page.page_ends();
    assert!(page.ask("GET", &link, "").starts_with("HTTP/1.1 502"));
    let logs = page.logs();
    assert!(logs.contains("page.css"), "the log is written: {logs}");
    assert!(!logs.contains(TOKEN), "{logs}");
}
