package cli

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"sync"

	library "github.com/zalando/go-keyring"
)

// fakeKeyring is a keyring in a file, which outlives the process that writes it;
// without a name it lives in memory. One in a file called hangs never answers.
type fakeKeyring struct {
	file string

	mu      sync.Mutex
	secrets map[string]string
}

func (k *fakeKeyring) load() error {
	if filepath.Base(k.file) == "hangs" {
		select {}
	}
	if k.secrets == nil {
		k.secrets = map[string]string{}
	}
	if k.file == "" {
		return nil
	}
	text, err := os.ReadFile(k.file)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return errors.Join(err, json.Unmarshal(text, &k.secrets))
}

func (k *fakeKeyring) save() error {
	if k.file == "" {
		return nil
	}
	text, err := json.Marshal(k.secrets)
	return errors.Join(err, os.WriteFile(k.file, text, 0o600))
}

func (k *fakeKeyring) Get(service, user string) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.load(); err != nil {
		return "", err
	}
	secret, found := k.secrets[service+"/"+user]
	if !found {
		return "", library.ErrNotFound
	}
	return secret, nil
}

func (k *fakeKeyring) Set(service, user, secret string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.load(); err != nil {
		return err
	}
	k.secrets[service+"/"+user] = secret
	return k.save()
}

func (k *fakeKeyring) Delete(service, user string) error {
	if _, err := k.Get(service, user); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.secrets, service+"/"+user)
	return k.save()
}
