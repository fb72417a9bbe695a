//go:build linux

package keyring

import (
	"bufio"
	"errors"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"

	"brincr-explorer/auth"
)

// secretService plays a Secret Service: one collection, one item at most.
type secretService struct {
	bus    *dbus.Conn
	locked atomic.Value // a string, what unlocking does: "" opens, "dismissed" is refused by the user, "hangs" waits for ever, "told" is an error
	kept   atomic.Pointer[kept]
}

type kept struct {
	Session     dbus.ObjectPath
	Parameters  []byte
	Value       []byte
	ContentType string
}

const (
	secretsPath = dbus.ObjectPath("/org/freedesktop/secrets")
	loginPath   = secretsPath + "/collection/login"
	itemPath    = loginPath + "/1"
	promptPath  = secretsPath + "/prompt/1"
	nowhere     = dbus.ObjectPath("/")
)

func (s *secretService) OpenSession(string, dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	return dbus.MakeVariant(""), secretsPath + "/session/1", nil
}

func (s *secretService) Unlock(paths []dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	switch s.locked.Load() {
	case "":
		return paths, nowhere, nil
	case "told":
		return nil, nowhere, dbus.NewError("org.freedesktop.Secret.Error.IsLocked", []any{"locked \x1b]0;x\a"})
	}
	return nil, promptPath, nil
}

// collection, item, prompt and session are the service's other faces.
type (
	collection struct{ s *secretService }
	item       struct{ s *secretService }
	prompt     struct{ s *secretService }
	session    struct{}
)

func (c collection) CreateItem(_ map[string]dbus.Variant, secret kept, _ bool) (dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	c.s.kept.Store(&secret)
	return itemPath, nowhere, nil
}

func (c collection) SearchItems(map[string]string) ([]dbus.ObjectPath, *dbus.Error) {
	if c.s.kept.Load() == nil {
		return nil, nil
	}
	return []dbus.ObjectPath{itemPath}, nil
}

func (i item) GetSecret(dbus.ObjectPath) (kept, *dbus.Error) { return *i.s.kept.Load(), nil }

func (i item) Delete() (dbus.ObjectPath, *dbus.Error) {
	i.s.kept.Store(nil)
	return nowhere, nil
}

func (p prompt) Prompt(string) *dbus.Error {
	if p.s.locked.Load() == "hangs" {
		return nil
	}
	err := p.s.bus.Emit(promptPath, "org.freedesktop.Secret.Prompt.Completed", true, dbus.MakeVariant([]dbus.ObjectPath{}))
	if err != nil {
		return dbus.MakeFailedError(err)
	}
	return nil
}

func (session) Close() *dbus.Error { return nil }

// ownBus starts a bus of the test's own and makes it this process's.
func ownBus(t *testing.T) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1", "--address=unix:dir="+t.TempDir())
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Skip("no bus could be started: ", err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(address))
}

func (s *secretService) serve(t *testing.T) {
	t.Helper()
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = bus.Close() })
	s.bus = bus
	for _, face := range []struct {
		object any
		path   dbus.ObjectPath
		name   string
	}{
		{s, secretsPath, "Service"},
		{collection{s}, loginPath, "Collection"},
		{item{s}, itemPath, "Item"},
		{prompt{s}, promptPath, "Prompt"},
		{session{}, secretsPath + "/session/1", "Session"},
	} {
		if err := bus.Export(face.object, face.path, "org.freedesktop.Secret."+face.name); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := prop.Export(bus, secretsPath, prop.Map{"org.freedesktop.Secret.Service": {"Collections": {Value: []dbus.ObjectPath{loginPath}}}}); err != nil {
		t.Fatal(err)
	}
	if reply, err := bus.RequestName("org.freedesktop.secrets", dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		t.Fatal(reply, err)
	}
}

// The keyring of this system, against a bus and a Secret Service of the test's
// own.
func TestTheSecretServiceOfTheSystem(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
	k := System()
	wantError(t, k, "a machine without a bus", "cannot be reached: no keyring service is running")

	ownBus(t)
	wantError(t, k, "a bus without a keyring", "cannot be reached: no keyring service is running")

	s := &secretService{}
	s.locked.Store("")
	s.serve(t)
	wantError(t, k, "an empty keyring", `holds no secret named "a"`)
	if err := k.Set(t.Context(), "a", auth.NewSecret(text)); err != nil {
		t.Fatal(err)
	}
	if secret, err := k.Get(t.Context(), "a"); err != nil || secret.Reveal() != text {
		t.Errorf("got %q, %v", secret.Reveal(), err)
	}
	s.locked.Store("dismissed")
	wantError(t, k, "a window that was closed", "is locked")
	s.locked.Store("told")
	wantError(t, k, "a keyring that says it is locked", "is locked")
	s.locked.Store("")
	if err := k.Delete(t.Context(), "a"); err != nil || s.kept.Load() != nil {
		t.Errorf("deleting: %v", err)
	}
	s.locked.Store("hangs")
	k.limit = 200 * time.Millisecond
	wantError(t, k, "a window that nobody answers", "did not answer within 200ms")
}

func wantError(t *testing.T, k *Keyring, when, says string) {
	t.Helper()
	_, err := k.Get(t.Context(), "a")
	var e *Error
	if !errors.As(err, &e) || !strings.HasPrefix(e.Message, says) || strings.ContainsRune(err.Error(), 0x1b) {
		t.Errorf("%s: %v", when, err)
	}
}
