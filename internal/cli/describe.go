package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/internal/openapi"
)

// describe reads an OpenAPI description of an environment. What is named may be
// written as in a shell: ~ is home.
func (u setup) describe(ctx context.Context, env api.Environment, source string) (openapi.Description, error) {
	if rest, home := strings.CutPrefix(source, "~"); home && (rest == "" || os.IsPathSeparator(rest[0])) {
		if dir, err := os.UserHomeDir(); err == nil {
			source = filepath.Join(dir, rest)
		}
	}
	fetch := func(ctx context.Context, url string, most int64) ([]byte, error) {
		return api.FetchPublic(ctx, env, u.client, url, most)
	}
	return openapi.Load(ctx, openapi.Source{At: source, APIURL: env.APIURL, Remote: env.OpenAPIRemote}, fetch)
}

// fullCatalogue is the catalogue of the chosen environment with what its
// description adds. After a failure it is the one without.
func (u setup) fullCatalogue(ctx context.Context) ([]api.Endpoint, openapi.Description, error) {
	env := u.environment()
	if env.OpenAPI == "" {
		return u.catalogue, openapi.Description{}, nil
	}
	d, err := u.describe(ctx, env, env.OpenAPI)
	if err != nil {
		return u.catalogue, d, err
	}
	return api.Describe(u.catalogue, d.Endpoints), d, nil
}

// quickCatalogue is for a shell that waits at the tab key: a description that is
// a file is read, one at a URL is not fetched.
func (u setup) quickCatalogue() []api.Endpoint {
	const patience = time.Second
	if openapi.IsURL(u.environment().OpenAPI) {
		return u.catalogue
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	all, _, err := u.fullCatalogue(ctx)
	if err != nil {
		return u.catalogue
	}
	return all
}

// undescribed is the error of a description that is there and cannot be used.
func undescribed(err error) error {
	var e *openapi.Error
	if errors.As(err, &e) {
		return exitError{status: statusFailed, err: errors.New("the OpenAPI description cannot be used: " + e.Error()), hint: "listed: the endpoints that are known without it"}
	}
	return err
}
